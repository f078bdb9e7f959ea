"""What editors do for search: results they pin, questions that found nothing, why a record is where it is."""
