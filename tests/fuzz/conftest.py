"""Lets the tests here import what ``scripts/fuzz`` shares with them."""

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent))
