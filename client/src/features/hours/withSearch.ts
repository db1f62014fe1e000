/** A page's address with the search that it shows: whoever loads it again goes on where it is. */
export const withSearch =
  (searchId: string | undefined) =>
  (query: URLSearchParams): URLSearchParams => {
    const next = new URLSearchParams(query);
    if (searchId === undefined) next.delete('search');
    else next.set('search', searchId);
    return next;
  };
