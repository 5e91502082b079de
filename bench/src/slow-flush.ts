import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const source = `
#define _GNU_SOURCE
#include <dlfcn.h>
#include <time.h>

static void wait(void) {
  struct timespec two = { 0, 2000000 };
  nanosleep(&two, 0);
}

#define SLOWED(name) \\
  int name(int file) { \\
    static int (*real)(int); \\
    if (!real) real = (int (*)(int)) dlsym(RTLD_NEXT, #name); \\
    wait(); \\
    return real(file); \\
  }

SLOWED(fsync)
SLOWED(fdatasync)
`;

export interface SlowFlush extends Disposable {
  /** Environment variables that make each flush take 2 ms longer, as on a disk in a cloud. */
  env: NodeJS.ProcessEnv;
}

/** Compiles a library that slows down flushes. Undefined without a C compiler, or if the system is not Linux. */
export function slowFlush(): SlowFlush | undefined {
  if (process.platform !== 'linux') return undefined;
  const folder = mkdtempSync(join(tmpdir(), 'winkwire-flush-'));
  const library = join(folder, 'slow.so');
  writeFileSync(join(folder, 'slow.c'), source);
  const end = { [Symbol.dispose]: () => rmSync(folder, { recursive: true, force: true }) };
  try {
    execFileSync('cc', ['-shared', '-fPIC', '-o', library, join(folder, 'slow.c'), '-ldl'], {
      stdio: 'ignore',
    });
    return { env: { LD_PRELOAD: library }, ...end };
  } catch {
    end[Symbol.dispose]();
    return undefined;
  }
}
