"""What SES reports of mails: delivered, bounced, complained."""
