// Counts words and characters as hubs/application/counting.py does: what is stored decides, this only tells in time.
const SPACES = "\\t-\\r \\x85\\xa0\\u1680\\u2000-\\u200b\\u2028\\u2029\\u202f\\u205f\\u3000\\ufeff";
const AROUND = new RegExp(`^[${SPACES}]+|[${SPACES}]+$`, "gu");
const WORD = new RegExp(`[^${SPACES}]+`, "gu");

const counted = (text) => text.replace(/\r\n?/g, "\n").normalize("NFC").replace(AROUND, "");

export const words = (text) => (counted(text).match(WORD) ?? []).length;

// Code points, as Python counts them, and not the halves of which JavaScript's strings are made.
export const characters = (text) => [...counted(text)].length;

export const count = (text, unit) => (unit === "words" ? words(text) : characters(text));
