"""Mail: kinds of mails, their ids and their states."""
