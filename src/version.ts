/** The same as package.json's, which a test checks: reading a file would cost `--version` its speed. */
export const VERSION = '0.1.0';
