export function testedModules(): string | undefined;
