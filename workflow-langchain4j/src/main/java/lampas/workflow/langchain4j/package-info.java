/** Tokens and cost of LangChain4j models. */
@NullMarked
package lampas.workflow.langchain4j;

import org.jspecify.annotations.NullMarked;
