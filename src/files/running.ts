/** Whether a process of this machine is running. */
export function isRunning(pid: number): boolean {
  if (pid === process.pid) return true;
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    // Of another user's process there is only the refusal.
    return (error as NodeJS.ErrnoException).code !== "ESRCH";
  }
}
