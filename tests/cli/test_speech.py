"""On the command line, a hint names the options of the command line."""

import pytest

from mpindex.cli.parser import parser
from mpindex.cli.speech import spoken


@pytest.mark.parametrize(
    ("python", "shell"),
    [
        ("pass decimal=','", "pass --decimal ,"),
        ("pass thousands='.', decimal=','", "pass --thousands . --decimal ,"),
        ("pass strip='$', thousands=',' to take it off", "pass --strip '$' --thousands , to take it off"),
        ("pass thousands=' '", "pass --thousands ' '"),
        ("columns={'value': 'gdp'} names it", "--columns value=gdp names it"),
        ("columns={'my notes': None} leaves it out", "--columns 'my notes=' leaves it out"),
        ("choose={'sex': 'T'} keeps one", "--choose sex=T keeps one"),
        ("choose={\"it's\": 'T'}", "--choose 'it'\"'\"'s=T'"),
        ("scale={'gdp': 1e9} brings them to it", "--scale gdp=1e9 brings them to it"),
        ("missing=[-99] leaves them out", "--missing=-99 leaves them out"),
        ("missing=[-9, -99]", "--missing=-9 --missing=-99"),
        ("(states_only=True leaves it out)", "(--states-only leaves it out)"),
        ("units='free' reads them as written", "--units free reads them as written"),
        ("Name one: codes='m49' or 'cow'.", "Name one: --codes m49 or 'cow'."),
        ("leave codes= out", "leave --codes out"),
        ("as in where('KAZ', 'wood').", "as in `mpindex where KAZ -d wood`."),
        ("path: nothing can be written to 'x'", "-o: nothing can be written to 'x'"),
        ("pass encoding= (Excel: 'cp1252')", "pass --encoding (Excel: 'cp1252')"),
        (
            "names={'Foo': 'ISO3'}, or leave_out=['Foo']",
            "--names FILE with the line Foo,ISO3, or --leave-out Foo",
        ),
        ("groups=['area'] reads them as groups", "--groups area reads them as groups"),
        (
            "indicators={'Rank': {'direction': 1}}",
            "--indicators FILE with the line Rank: {direction: 1}",
        ),
        ("Pass sheet= with a name", "Pass --sheet with a name"),
        ("years='column' to read", "--years column to read"),
        ("columns={...} says which", "--columns says which"),
    ],
)
def test_each_option_is_named_as_the_command_line_names_it(python, shell):
    assert spoken(python) == shell


@pytest.mark.parametrize("text", ["GDP = 5", "a note without options", "value='x' of another program"])
def test_what_names_no_option_stays_as_it_is(text):
    assert spoken(text) == text


def test_every_flag_that_is_spoken_is_one_that_the_command_line_has():
    call = """rank wood --decimal , --thousands . --strip $% --columns a=unit --choose sex=T --scale gdp=1e9 --missing=-99
        --states-only --units free --codes cow --leave-out x --groups g --names f --indicators i --sheet 0 --header 3
        --skip 1
        --encoding cp1252 --delimiter ; --layout wide --years headers --also HKG --unknown leave_out"""
    options = parser().parse_args(call.split())
    assert options.columns == [("a", "unit")]
    assert options.missing == ["-99"]
