/** The file whose presence says that every example of the help ran with these sources, these tables and this Node. */
export function examplesRecord(): string;
