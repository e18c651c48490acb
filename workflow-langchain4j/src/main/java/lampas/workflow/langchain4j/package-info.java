/** Counts calls, tokens and cost of LangChain4j's models, through its own listeners. */
@NullMarked
package lampas.workflow.langchain4j;

import org.jspecify.annotations.NullMarked;
