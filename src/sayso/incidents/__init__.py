"""What several reports tell of one happening: copies, origins, links between events, standing."""
