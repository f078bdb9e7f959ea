"""What search must survive: kills of its worker and its engine, nodes that fail, a rebuild, ten times the records.

Everything runs on a site of its own in a folder of its own (site), in processes as a demonstration has them. One
process publishes all the while and keeps a journal of what was acknowledged (publishing, journal); in the end another
one asks for every word of it (checking, verdict).
"""
