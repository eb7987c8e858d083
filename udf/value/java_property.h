// SPDX-License-Identifier: Apache-2.0
//
// What java.util.regex means by \p{Name} and by \d, \s and \w, said in PCRE2's character classes.

#ifndef JAVELINA_UDF_VALUE_JAVA_PROPERTY_H
#define JAVELINA_UDF_VALUE_JAVA_PROPERTY_H

#include <stdbool.h>

#include "lang/base/text.h"

// Flags of the pattern that change a property.
typedef struct PropertyFlags {
    bool ignore_case; // (?i): the three cases of letters are one
    bool unicode;     // (?U): POSIX names and \d \s \w speak of all scripts
} PropertyFlags;

// Appends what stands between the brackets of a class to `inside`, with a leading ^ if the class is
// what the text leaves out. NULL if done, else why Java refuses the name.
const char *java_property(const char *name, PropertyFlags flags, Text *inside);

// The inside of \d, \s or \w.
const char *java_predefined(char letter, PropertyFlags flags);

#endif
