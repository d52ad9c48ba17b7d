import { createHmac, timingSafeEqual } from 'node:crypto';

/** What is kept under a key: only whoever has it can write something that counts. */
export interface Seal {
  /** The HMAC-SHA256, in hexadecimal digits, a line end, and the content. */
  seal(content: string): string;
  /** The content; null for what this key did not seal, or not for this purpose. */
  open(bytes: Uint8Array | null): Buffer | null;
}

/** @param purpose what is sealed, so that nothing of one kind is taken for another. */
export function createSeal(key: string, purpose: string): Seal {
  const sign = (content: string | Uint8Array): string =>
    createHmac('sha256', key).update(`${purpose}\n`).update(content).digest('hex');
  return {
    seal: (content) => `${sign(content)}\n${content}`,
    open(bytes) {
      const end = bytes?.indexOf(0x0a) ?? -1;
      if (bytes === null || end === -1) return null;
      const content = Buffer.from(bytes.buffer, bytes.byteOffset + end + 1, bytes.length - end - 1);
      const written = Buffer.from(bytes.buffer, bytes.byteOffset, end);
      const expected = Buffer.from(sign(content), 'latin1');
      return written.length === expected.length && timingSafeEqual(written, expected) ? content : null;
    },
  };
}
