/* A file of its own: only pages with an editor fetch it. */
export { Editor } from '@tiptap/core';
export { default as StarterKit } from '@tiptap/starter-kit';
