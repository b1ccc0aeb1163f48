/** The part of a lock file that the script reads. */
export interface LockFile {
  readonly packages: Readonly<Record<string, object>>;
}

export interface Platform {
  readonly os: string;
  readonly cpu: string;
  readonly libc?: string;
}

export declare function parsePlatform(name: string, siblings: readonly string[]): Platform | undefined;
export declare function listFaults(lock: LockFile): readonly (readonly [key: string, entry: object])[];
export declare function mendLock(lock: LockFile): LockFile;
