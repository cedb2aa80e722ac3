/* The numbers of a summary while it is being written: what the text reports is listed with its
   verdict, and becomes a finding by one click. The server reads and checks; this only asks and shows.
   Nothing here is needed to save: a form without it saves the same fields. */

const CALM = 700; // ms after the last keystroke
const DRAFTAIL_IS_LATE = 600; // the rich text editor hands its text over a moment after it is typed

class Numbers {
  constructor(form) {
    this.form = form;
    this.panel = form.querySelector('[data-numbers]');
    this.findings = form.querySelector('[data-findings]');
    this.rows = new window.InlinePanel(JSON.parse(this.findings.dataset.options));
    this.answers = JSON.parse(this.findings.dataset.answers);
    this.listen();
    this.prepareRows();
    this.check();
  }

  listen() {
    const soon = () => this.checkSoon();
    for (const event of ['input', 'change', 'keyup', 'w-formset:removed']) {
      this.form.addEventListener(event, soon);
    }
    this.form.addEventListener('w-formset:added', () => {
      this.prepareRows();
      soon();
    });
    this.form.addEventListener('click', (event) => this.click(event));
    this.form.addEventListener('change', (event) => {
      const row = event.target.closest?.('[data-finding]');
      if (row) this.showState(row);
    });
  }

  click(event) {
    const on = (selector) => event.target.closest(selector);
    const row = on('[data-finding]');
    let button;
    if (on('[data-read-the-numbers]')) this.readAll();
    else if (on('[data-confirm-all]')) this.confirmAll();
    else if ((button = on('[data-add-finding]'))) this.addOne(Number(button.dataset.addFinding));
    else if ((button = on('[data-show-finding]'))) this.show(event, button.dataset.showFinding);
    else if ((button = on('[data-set-state]'))) this.setState(row, button.dataset.setState);
    else if (on('[data-finding-fold]')) this.fold(row);
    else if (on('[data-take-the-phrases]')) this.fill(row, this.read.phrases[number(row)]);
    else if (on('[data-take-the-new-words]')) this.fill(row, this.read.successors[number(row)]);
  }

  // --- asking ------------------------------------------------------------------------------
  checkSoon() {
    clearTimeout(this.timer);
    this.timer = setTimeout(async () => {
      await this.check();
      this.timer = setTimeout(() => this.check(), DRAFTAIL_IS_LATE);
    }, CALM);
  }

  /** Ask for the verdicts on the form as it is. The answer is kept until the form changes; who
   waits for an older question gets the answer to the newer one. */
  check() {
    const fields = this.fields();
    const question = fields.toString();
    if (question !== this.question) {
      this.question = question;
      this.asking?.abort();
      this.asking = new AbortController();
      this.answer = this.ask(fields, this.asking.signal);
    }
    return this.answer;
  }

  async ask(fields, signal) {
    try {
      const answer = await fetch(this.panel.dataset.url, {
        method: 'POST',
        body: fields,
        headers: { [window.wagtailConfig.CSRF_HEADER_NAME]: window.wagtailConfig.CSRF_TOKEN },
        signal,
      });
      if (!answer.ok) throw new Error(answer.statusText);
      this.read = await answer.json();
      this.display();
    } catch {
      if (signal.aborted) return this.answer;
      this.question = null; // ask again at the next change
      this.say('[data-numbers-status]', this.panel.dataset.failed);
    }
    return this.read;
  }

  fields() {
    const ours = /^(title$|studied|text|research_types|summary_articles-\d+-|implications-\d+-|findings-\d+-)/;
    const fields = new URLSearchParams();
    for (const [name, value] of new FormData(this.form)) {
      if (ours.test(name) && typeof value === 'string') fields.append(name, value);
    }
    return fields;
  }

  // --- showing -----------------------------------------------------------------------------
  display() {
    this.say('[data-numbers-status]', this.read.status);
    this.panel.querySelector('[data-numbers-list]').innerHTML = this.read.list;
    this.showAbstracts();
    for (const [index, head] of Object.entries(this.read.heads)) {
      const row = this.row(index);
      if (row) {
        row.querySelector('[data-finding-head]').innerHTML = head;
        this.nameButtons(row);
      }
    }
    this.countWaiting();
  }

  /** Those that are there already stay as they are, folded or not. */
  showAbstracts() {
    const place = this.panel.querySelector('[data-abstracts]');
    const wanted = document.createElement('div');
    wanted.innerHTML = this.read.abstracts;
    if (place.textContent !== wanted.textContent) place.replaceChildren(...wanted.childNodes);
  }

  /** Only what is new is said again by a screen reader. */
  say(selector, words) {
    const place = this.form.querySelector(selector);
    if (place && place.textContent.trim() !== words) place.textContent = words;
  }

  nameButtons(row) {
    const name = row.querySelector('strong')?.textContent ?? '';
    for (const place of row.querySelectorAll('.digest-finding__buttons .w-sr-only')) {
      place.textContent = ` ${name}`;
    }
  }

  show(event, index) {
    event.preventDefault();
    const row = this.row(index);
    this.fold(row, true);
    this.focus(row, 'state');
  }

  // --- rows --------------------------------------------------------------------------------
  row(index) {
    return document.getElementById(`inline_child_findings-${index}`);
  }

  living() {
    return [...this.findings.querySelectorAll('[data-finding]')].filter(
      (row) => !row.classList.contains('deleted'),
    );
  }

  field(row, name) {
    return row.querySelector(`[name="${row.id.replace('inline_child_', '')}-${name}"]`);
  }

  focus(row, name) {
    const field = this.field(row, name);
    field.scrollIntoView({ block: 'center' });
    field.focus({ preventScroll: true });
  }

  prepareRows() {
    for (const row of this.living()) {
      this.showState(row);
      this.nameButtons(row);
    }
  }

  showState(row) {
    const select = this.field(row, 'state');
    if (!select) return;
    row.dataset.state = select.value;
    this.nameAnswers(row);
    row.querySelector('[data-finding-state]').textContent = select.selectedOptions[0]?.text ?? '';
    for (const button of row.querySelectorAll('[data-set-state]')) {
      button.hidden = button.dataset.setState === select.value;
    }
    this.countWaiting();
  }

  /** Who did better is asked in the words of the measure and of the kind of study. */
  nameAnswers(row) {
    const select = this.field(row, 'favours');
    if (!select) return;
    let kind = 'comparison';
    if (this.answers.of_one_group.includes(this.field(row, 'design').value)) kind = 'change';
    if (this.answers.links.includes(this.field(row, 'measure').value)) kind = 'link';
    for (const [value, words] of Object.entries(this.answers[kind])) {
      select.querySelector(`option[value="${value}"]`).textContent = words;
    }
  }

  setState(row, state) {
    this.fill(row, { state });
    row.querySelector('[data-finding-fold]').focus();
  }

  fold(row, open = null) {
    const button = row.querySelector('[data-finding-fold]');
    const fields = row.querySelector('.digest-finding__fields');
    fields.hidden = open === null ? !fields.hidden : !open;
    button.setAttribute('aria-expanded', String(!fields.hidden));
  }

  /** Set fields as if they had been typed, so that the page knows it has something to save. */
  fill(row, values) {
    for (const [name, value] of Object.entries(values ?? {})) {
      const field = this.field(row, name);
      if (field) field.value = value;
    }
    this.field(row, 'state').dispatchEvent(new Event('change', { bubbles: true }));
  }

  add(values, open) {
    this.rows.addForm();
    const row = this.living().at(-1);
    this.fill(row, values);
    this.fold(row, open);
    return row;
  }

  // --- from the text to the findings -----------------------------------------------------------
  async readAll() {
    const read = await this.check();
    if (!read) return;
    const words = this.findings.querySelector('[data-findings-status]').dataset;
    const found = read.proposals;
    for (const values of found) this.add(values, values.role === 'main');
    await this.check();
    this.say(
      '[data-findings-status]',
      found.length ? words.added.replace('%s', found.length) : words.nothing,
    );
  }

  async addOne(place) {
    const read = await this.check();
    const values = read?.proposals[place];
    if (!values) return;
    const row = this.add({ ...values, state: 'confirmed' }, true);
    const wrong = this.panel.querySelector(`[data-add-finding="${place}"]`)?.closest('li');
    const isAlarm = wrong?.querySelector('[data-verdict="alarm"]');
    this.focus(row, isAlarm ? 'acknowledgement' : 'predictor');
    await this.check();
  }

  confirmAll() {
    for (const row of this.living()) {
      if (row.dataset.state === 'proposed') this.fill(row, { state: 'confirmed' });
    }
    this.check();
  }

  countWaiting() {
    const place = this.findings.querySelector('[data-findings-status]');
    if (!place) return;
    const waiting = this.living().filter((row) => row.dataset.state === 'proposed').length;
    this.findings.querySelector('[data-confirm-all]').disabled = !waiting;
    this.say(
      '[data-findings-status]',
      waiting ? place.dataset.waiting.replace('%s', waiting) : '',
    );
  }
}

function number(row) {
  return row.id.replace('inline_child_findings-', '');
}

function start() {
  const findings = document.querySelector('[data-findings]');
  if (findings) new Numbers(findings.closest('form'));
}

if (document.readyState === 'loading') document.addEventListener('DOMContentLoaded', start);
else start();
