"""``python -m arabnews_nlp.cli``."""

import sys

from arabnews_nlp.cli.main import main

sys.exit(main())
