# verdict: passed
"""Tell what happens."""

import logging
import warnings

logging.basicConfig(level=logging.DEBUG, format="%(asctime)s %(levelname)s %(process)d %(threadName)s %(message)s")
log = logging.getLogger(__name__)


def scale(x, factor=2):
    log.info("shape %s", x.shape)
    with warnings.catch_warnings(record=True) as caught:
        warnings.simplefilter("always")
        warnings.warn("careful", RuntimeWarning, stacklevel=1)
    log.debug("caught %d", len(caught))
    return x * factor
