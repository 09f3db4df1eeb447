"""pyvis is imported without what the page does not use, and works all the same."""

from __future__ import annotations

import subprocess
import sys


def test_page_import_of_pyvis_loads_neither_networkx_nor_ipython():
    code = """
import sys
from kg.views.network import _network_class
network = _network_class()(directed=True)
assert "networkx" not in sys.modules and "IPython" not in sys.modules
import networkx
network.from_nx(networkx.path_graph(3))
assert network.num_edges() == 2
import pyvis.network
frame = pyvis.network.IFrame("page.html", width=10, height=10)
assert type(frame).__module__.startswith("IPython")
"""
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, check=False)
    assert done.returncode == 0, done.stderr.decode()
