// A form that came back with faults puts the reader at their summary.
export function wake(summary) {
  summary.focus();
}
