"""The quality of search as numbers: judged questions, asked of a real engine, and how well the answers are ordered."""
