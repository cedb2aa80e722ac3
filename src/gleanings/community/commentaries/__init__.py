"""A clinician's word beside a summary: invited, written by a link, let stand by an editor."""
