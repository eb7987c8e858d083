// SPDX-License-Identifier: Apache-2.0
//
// The one program behind the names pig and grunt.

#ifndef JAVELINA_RUNTIME_SHELL_SHELL_H
#define JAVELINA_RUNTIME_SHELL_SHELL_H

// Reads the command line and does what it says. program: the name in messages. Returns the exit
// status; see ExitStatus.
int shell_main(const char *program, int argc, char *const argv[]);

#endif
