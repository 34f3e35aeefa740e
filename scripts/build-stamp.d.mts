export const stamp: string;
export function hashInputs(): string;
export function isBuilt(): boolean;
