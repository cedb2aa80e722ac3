"""The editor's forms, panels, lists and dashboard in the Wagtail admin."""
