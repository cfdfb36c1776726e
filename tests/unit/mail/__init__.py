"""Tests of mails: their kinds and ids, and addresses."""
