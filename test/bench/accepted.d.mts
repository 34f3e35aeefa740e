export function acceptedIn(page: string, bench: string): string | undefined;
export function withAcceptedText(page: string, bench: string, text: string): string;
export function besideAccepted(text: string, accepted: string | undefined): string;
export function report(bench: string, text: string, isAccepted: boolean): void;
