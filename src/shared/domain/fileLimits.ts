/** R8.3: what a patient may send, and what the clinic may share, at most. */
export const FILE_BYTES = 20 * 1024 * 1024

/** Of its age file: a header for two keys, and 16 bytes for each 64 KiB. What is larger is none of ours (R11.6). */
export const BLOB_BYTES = FILE_BYTES + 64 * 1024
