"""Events of mails from SES: delivered, bounced, complained."""
