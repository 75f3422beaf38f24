"""Files, proves and follows up a person's objection to having their content used to train AI."""
