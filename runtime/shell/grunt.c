// SPDX-License-Identifier: Apache-2.0
//
// Main of `grunt`.

#include <stdio.h>

int main(void) {
    fputs("grunt: not connected yet\n", stderr);
    return 8;
}
