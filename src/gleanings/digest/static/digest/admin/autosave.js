/* The admin saves a form by itself while one writes. This sees to it that it says “Saved” only of
   words that are, that the form knows which version is its own, and that who presses a button
   while it saves does not meet that save as somebody else's. */

const DRAFTAIL_AND_ITS_WATCH = 1200; // ms until what was typed in a rich text is seen as a change

class Autosave {
  /* It listens at the document, from before the form is there: one that comes back with errors
     saves itself as soon as Wagtail begins. */
  constructor() {
    this.changedAt = 0;
    this.isSaving = false;
    this.isLeaving = false;
    for (const event of ['input', 'change', 'paste', 'cut', 'drop', 'w-formset:added', 'w-formset:removed']) {
      this.listen(event, (change) => this.noteChange(change));
    }
    this.listen('keydown', (event) => {
      if (event.key.length === 1 || ['Backspace', 'Delete', 'Enter'].includes(event.key)) this.noteChange(event);
    });
    this.listen('w-autosave:save', (event) => this.saving(event));
    this.listen('w-autosave:success', (event) => this.saved(event));
    this.listen('w-autosave:error', () => this.ended());
    this.listen('submit', (event) => this.submit(event), true);
    window.addEventListener('pageshow', () => (this.isLeaving = false));
  }

  get form() {
    return document.querySelector('form[data-edit-form][data-controller~="w-autosave"]');
  }

  listen(name, act, capture = false) {
    document.addEventListener(name, (event) => this.form?.contains(event.target) && act(event), capture);
  }

  noteChange(event) {
    this.changedAt = Date.now();
    // who goes on typing may have stopped the page from leaving; a script has not
    if (event.isTrusted) this.isLeaving = false;
    this.sayNothing();
  }

  /* The indicator is set by Wagtail when a save begins and ends, and not between. */
  sayNothing() {
    const indicator = document.getElementById('w-autosave-indicator');
    if (indicator?.dataset.wAutosaveStateValue === 'saved') indicator.dataset.wAutosaveStateValue = 'idle';
  }

  saySaved() {
    const indicator = document.getElementById('w-autosave-indicator');
    if (indicator?.dataset.wAutosaveStateValue === 'idle') indicator.dataset.wAutosaveStateValue = 'saved';
  }

  saving(event) {
    if (this.isLeaving) {
      event.preventDefault();
      return;
    }
    this.isSaving = true;
    this.sentAt = Date.now();
    this.sent = whatIsTyped(event.detail.formData);
  }

  saved(event) {
    const { revision_id: id, revision_created_at: time } = event.detail.response ?? {};
    if (id && time) {
      this.set('loaded_revision_id', id);
      this.set('loaded_revision_created_at', time);
    }
    this.ended();
    if (this.sent !== whatIsTyped(new FormData(this.form))) this.saveAgain();
    else if (this.changedAt > this.sentAt - DRAFTAIL_AND_ITS_WATCH) this.lookAgain(this.changedAt);
  }

  /* The admin takes the form as it is for what was saved, also what was typed or added while the
     save was under way. Such a change is sent after it. */
  saveAgain() {
    setTimeout(() => this.sayNothing());
    const more = { bubbles: true, cancelable: true, detail: { type: 'edits' } };
    this.form.dispatchEvent(new CustomEvent('w-unsaved:add', more));
  }

  /* A rich text hands over what was typed a moment later: until then nobody knows. */
  lookAgain(changedAt) {
    setTimeout(() => this.sayNothing());
    setTimeout(() => {
      if (this.isSaving || changedAt !== this.changedAt) return;
      if (this.sent === whatIsTyped(new FormData(this.form))) this.saySaved();
    }, DRAFTAIL_AND_ITS_WATCH);
  }

  set(name, value) {
    const field = this.form.elements.namedItem(name);
    if (field) field.value = value;
  }

  ended() {
    this.isSaving = false;
    const go = this.waiting;
    this.waiting = null;
    go?.();
  }

  submit(event) {
    if (!this.isSaving) {
      this.leave(event);
      return;
    }
    event.preventDefault();
    event.stopImmediatePropagation();
    const button = event.submitter;
    this.waiting = () => {
      // by now the button may be disabled, and would not be sent
      if (button?.name) {
        const action = Object.assign(document.createElement('input'), {
          type: 'hidden', name: button.name, value: button.value,
        });
        this.form.append(action);
      }
      this.form.requestSubmit();
    };
  }

  /* The page stays until the answer to a button is there. A save that is sent meanwhile would
     make the answer's form older than what is stored. Wagtail begins the next save as soon as one
     has ended, so this holds at once. */
  leave(event) {
    this.isLeaving = true;
    setTimeout(() => {
      if (event.defaultPrevented) this.isLeaving = false;
    });
  }
}

function whatIsTyped(fields) {
  const technical = /^(comments-|csrf|loaded_revision|overwrite_revision|next$)|-(id|INITIAL_FORMS)$/;
  const typed = [...fields].filter(([name, value]) => !technical.test(name) && !(value instanceof File));
  return new URLSearchParams(typed).toString();
}

new Autosave();
