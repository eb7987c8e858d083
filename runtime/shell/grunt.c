// SPDX-License-Identifier: Apache-2.0
//
// Main of `grunt`: the interactive shell. It is pig under another name.

#include "runtime/shell/shell.h"

int main(int argc, char *argv[]) {
    return shell_main("grunt", argc, argv);
}
