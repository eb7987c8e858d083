// SPDX-License-Identifier: Apache-2.0
//
// Compressed files by the end of their name: codecs.def. A codec is a pair of streams; several
// members (or frames) one after the other are one file.

#ifndef JAVELINA_RUNTIME_IO_CODEC_H
#define JAVELINA_RUNTIME_IO_CODEC_H

#include <stdint.h>

#include "lang/base/text.h"

typedef enum CodecStatus {
    CODEC_OK,      // go on: more input or more room is wanted
    CODEC_END,     // a member is complete; the stream is ready for the next one
    CODEC_DAMAGED, // not what the suffix promises
    CODEC_NO_MEMORY,
} CodecStatus;

// Bytes still to be read and room still to be filled; both move on.
typedef struct CodecBuffers {
    const char *in;
    size_t n_in;
    char *out;
    size_t n_out;
} CodecBuffers;

// Files whose blocks can be unpacked by themselves and are found otherwise than by their lengths.
typedef struct BlockType {
    // A reader of file[0..n_bytes), borrowed, from the first block that begins in or behind byte
    // `start`. CODEC_DAMAGED: blocks cannot be found, the file has to be read from its beginning.
    CodecStatus (*open)(const char *file, size_t n_bytes, uint64_t start, void **blocks);
    void (*close)(void *blocks);
    // At least a byte of a block, never of two. CODEC_END: the file is over.
    CodecStatus (*read)(void *blocks, char *to, size_t n_bytes, size_t *n_read);
    // The byte in which the block at hand begins, the file's length when there is none.
    uint64_t (*at)(const void *blocks);
    // Once the file is over: where behind its last stream something begins that is no stream; 0:
    // nothing does. NULL: that is damage.
    uint64_t (*garbage)(const void *blocks);
} BlockType;

typedef struct Codec {
    const char *name;         // "gzip"
    const char *suffix;       // ".gz"
    const char *other_folder; // another end of a folder's name that packs what is stored there
    bool by_class_only;       // names of folders do not ask for it
    const char *class_name;   // of Hadoop, for output.compression.codec
    void *(*decoder_create)(void);
    // Decodes what fits. When no input is left and CODEC_OK comes back with room to spare, more
    // input is needed.
    CodecStatus (*decode)(void *decoder, CodecBuffers *buffers);
    void (*decoder_free)(void *decoder);
    bool never_empty; // a file of no bytes is damaged
    // The length of the unit at the beginning of the bytes, which can be decoded by itself; 0: it
    // does not tell. NULL: there are no units.
    uint64_t (*unit_bytes)(const char *bytes, size_t n_bytes);
    // Where a unit may begin in bytes[0..n_bytes), of which n_readable may be read; NULL: nowhere.
    // NULL: units tell their lengths.
    const char *(*find_member)(const char *bytes, size_t n_bytes, size_t n_readable);
    const BlockType *blocks; // NULL: there are none
    uint64_t cut_bytes;      // packed bytes that are worth a task of their own; 0: never cut
    void *(*encoder_create)(void);
    // Appends n_bytes encoded; finish: ends the member, the encoder is ready for the next. false:
    // out of memory.
    bool (*encode)(void *encoder, const char *bytes, size_t n_bytes, bool finish, Text *out);
    void (*encoder_free)(void *encoder);
} Codec;

// By the end of the path; NULL: not compressed.
const Codec *codec_by_path(const char *path);
// The codec that the name of an output's folder asks for; NULL: none.
const Codec *codec_by_folder(const char *path);
// By a Hadoop class name, with or without package; NULL: unknown.
const Codec *codec_by_class(const char *class_name);

#endif
