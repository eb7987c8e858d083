// SPDX-License-Identifier: Apache-2.0
//
// Look-up in a sorted table.

#include "lang/error_code.h"

#include <stddef.h>

static const ErrorCode codes[] = {
#define ERROR_CODE(number, meaning, remedy) {number, meaning, remedy},
#include "lang/error_codes.def"
};

const ErrorCode *error_code_find(int number) {
    size_t low = 0, high = sizeof codes / sizeof *codes;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (codes[middle].number == number)
            return &codes[middle];
        if (codes[middle].number < number)
            low = middle + 1;
        else
            high = middle;
    }
    return NULL;
}
