"""Tests of the law by country."""
