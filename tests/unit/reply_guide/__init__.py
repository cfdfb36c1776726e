"""Tests of the reply guide: remarks and quotations."""
