"""``python -m arabnews_nlp``: the command line."""

import sys

from arabnews_nlp.cli.main import main

sys.exit(main())
