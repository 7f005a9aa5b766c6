"""What a rehearsal is made of: invented people, good cells and the mistakes that offices make."""
