"""The search for garbage: it need not look at what stays."""

import gc


def keep_what_stays() -> None:
    """Let the search for garbage pass over what was imported: it stays until the process ends.

    Of the survey some requests would wait for the search. Of the dashboard all would: Streamlit
    searches everything after every run of a page, which took longer than most pages.
    """
    gc.collect()
    gc.freeze()
