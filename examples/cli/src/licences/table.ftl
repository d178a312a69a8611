<#list dependencyMap as e>
| `${e.getKey().groupId}:${e.getKey().artifactId}` | ${e.getValue()?join(" or ")} |
</#list>
