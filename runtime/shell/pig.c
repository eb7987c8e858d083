// SPDX-License-Identifier: Apache-2.0
//
// Main of `pig`: scripts.

#include "runtime/shell/shell.h"

int main(int argc, char *argv[]) {
    return shell_main("pig", argc, argv);
}
