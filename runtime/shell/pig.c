// SPDX-License-Identifier: Apache-2.0
//
// Main of `pig`.

#include <stdio.h>

int main(void) {
    fputs("pig: not connected yet\n", stderr);
    return 8;
}
