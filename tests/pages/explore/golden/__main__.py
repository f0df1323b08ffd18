from tests.pages.explore.golden import make

make()
