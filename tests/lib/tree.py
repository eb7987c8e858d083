# SPDX-License-Identifier: Apache-2.0
"""The sources that people write, as the tests of the tree see them."""
import os


def is_made(name, siblings):
    """Is the file made by Flex or Bison from one beside it? A tarball holds those too."""
    stem, ending = os.path.splitext(name)
    return ending == '.c' and stem + '.l' in siblings or ending in ('.c', '.h') and stem + '.y' in siblings


def written_files(root, folders, endings):
    """Paths below root of the files in these folders that end so, in order."""
    for folder in folders:
        for d, dirs, files in os.walk(os.path.join(root, folder)):
            dirs.sort()
            for f in sorted(files):
                if os.path.splitext(f)[1] in endings and not is_made(f, files):
                    yield os.path.relpath(os.path.join(d, f), root)
