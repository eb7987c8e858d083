// SPDX-License-Identifier: Apache-2.0
//
// Runs a fuzz target on the files that are named, where libFuzzer is not linked: every build then
// tries the seeds, and an input that a fuzzer found can be run under a debugger. Prints TAP.

#include <stdio.h>
#include <stdlib.h>

#include "tests/fuzz/fuzz.h"

static unsigned char *read_file(const char *path, size_t *n_bytes) {
    FILE *file = fopen(path, "rb");
    if (file == NULL)
        return NULL;
    unsigned char *bytes = NULL;
    size_t capacity = 0;
    *n_bytes = 0;
    do {
        capacity = capacity == 0 ? 4096 : capacity * 2;
        unsigned char *larger = realloc(bytes, capacity);
        if (larger == NULL)
            break;
        bytes = larger;
        *n_bytes += fread(bytes + *n_bytes, 1, capacity - *n_bytes, file);
    } while (*n_bytes == capacity);
    fclose(file);
    return bytes;
}

int main(int argc, char **argv) {
    int n_unread = 0;
    for (int i = 1; i < argc; i++) {
        size_t n_bytes = 0;
        unsigned char *bytes = read_file(argv[i], &n_bytes);
        if (bytes != NULL)
            LLVMFuzzerTestOneInput(bytes, n_bytes);
        printf("%s %d - survives %s\n", bytes != NULL ? "ok" : "not ok", i, argv[i]);
        n_unread += bytes == NULL;
        free(bytes);
    }
    printf("1..%d\n", argc - 1);
    return n_unread != 0;
}
