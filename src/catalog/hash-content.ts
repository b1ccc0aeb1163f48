/**
 * Sixteen hex digits of the content, equal for equal content: FNV-1a twice, from two beginnings. It tells versions
 * apart and keeps nobody from making two that are equal. Maps must come with their keys in one order.
 */
export function hashContent(content: unknown): string {
  const text = JSON.stringify(content);
  return toHex(hash(text, 0x811c9dc5)) + toHex(hash(text, 0x01000193));
}

function hash(text: string, beginning: number): number {
  let value = beginning;
  for (let at = 0; at < text.length; at += 1) {
    const unit = text.charCodeAt(at);
    value = Math.imul(value ^ (unit & 0xff), 0x01000193);
    value = Math.imul(value ^ (unit >>> 8), 0x01000193);
  }
  // The last bits of FNV alone are weak; spread them (the finish of MurmurHash3).
  value = Math.imul(value ^ (value >>> 16), 0x85ebca6b);
  value = Math.imul(value ^ (value >>> 13), 0xc2b2ae35);
  return (value ^ (value >>> 16)) >>> 0;
}

function toHex(value: number): string {
  return value.toString(16).padStart(8, "0");
}
