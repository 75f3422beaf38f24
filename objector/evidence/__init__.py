"""What proves a case: pictures, texts and mails, each with its SHA-256, in one folder."""
