/** A file as an upload carries it: base64, which JSON can hold. */
export function readFile(file: File): Promise<{ name: string; content: string }> {
  return new Promise((resolve, reject) => {
    const reader = new FileReader();
    // A data URL's base64 begins after its comma; reading as one always gives a text.
    reader.onload = () =>
      resolve({ name: file.name.slice(-200), content: (reader.result as string).split(',')[1] ?? '' });
    reader.onerror = () => reject(reader.error ?? new Error('The file can’t be read'));
    reader.readAsDataURL(file);
  });
}
