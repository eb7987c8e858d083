// SPDX-License-Identifier: Apache-2.0
//
// SPRINTF's format items: java.util.Formatter's %[argument$][flags][width][.precision]conversion.

#ifndef JAVELINA_UDF_BUILTIN_SPRINTF_H
#define JAVELINA_UDF_BUILTIN_SPRINTF_H

#include "udf/builtin/builtin.h"

typedef struct FormatItem {
    int argument; // from 1; 0: the next one; -1: the one before
    bool minus, hash, plus, space, zero, comma, parenthesis;
    int width;        // -1: none
    int precision;    // -1: none
    char conversion;  // lower case
    char date_letter; // behind t
    bool upper;
} FormatItem;

enum { FORMAT_MAX_WIDTH = 100000 };

// Why an item cannot be done; the call fails with 2106.
typedef const char *FormatFault;

// Append a number as the item says, sign and padding included; NULL on success.
FormatFault format_integer(Text *to, const FormatItem *item, const pig_vec *v, size_t i);
FormatFault format_date(Text *to, const FormatItem *item, const pig_vec *v, size_t i);
FormatFault format_real(Text *to, const FormatItem *item, const pig_vec *v, size_t i);

// Appends n_bytes padded with blanks to the item's width, counted in UTF-16 units.
void format_padded(Text *to, const FormatItem *item, const char *text, size_t n_bytes);

#endif
