"""What `make bench` measures when nothing is asked for."""

from cms.bench.management.commands.bench import Command
from cms.bench.scale import Scale


def test_a_bench_without_options_is_the_measurement_of_the_page_of_figures() -> None:
    asked = Command().create_parser("manage.py", "bench").parse_args([])

    assert (asked.records, asked.quick) == (15_000, False) == (Scale().records, False)
